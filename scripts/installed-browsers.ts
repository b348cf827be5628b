// Where Chromium, Chrome and Edge stand when a person installed them.
import { delimiter, join } from 'node:path';

const LINUX_COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const MAC_APPLICATIONS = ['Chromium', 'Google Chrome', 'Microsoft Edge'];

const WINDOWS_PROGRAMS = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];
const WINDOWS_FOLDERS = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'];

/** Paths worth a look on this platform, best first; most of them will not exist. */
export function installedBrowsers(): string[] {
  return CANDIDATES[process.platform]?.() ?? [];
}

const CANDIDATES: { readonly [Platform in NodeJS.Platform]?: () => string[] } = {
  linux: () =>
    foldersOfPath().flatMap((folder) => LINUX_COMMANDS.map((name) => join(folder, name))),
  darwin: () =>
    macFolders().flatMap((folder) =>
      MAC_APPLICATIONS.map((name) => join(folder, `${name}.app/Contents/MacOS/${name}`)),
    ),
  win32: () =>
    windowsFolders().flatMap((folder) => WINDOWS_PROGRAMS.map((program) => join(folder, program))),
};

const environment = (name: string): string[] => {
  const value = process.env[name];
  return value === undefined || value === '' ? [] : [value];
};

const foldersOfPath = (): string[] => [
  ...environment('PATH').flatMap((path) => path.split(delimiter)),
  '/usr/bin',
  '/snap/bin',
];
const macFolders = (): string[] => [
  '/Applications',
  ...environment('HOME').map((home) => join(home, 'Applications')),
];
const windowsFolders = (): string[] => WINDOWS_FOLDERS.flatMap(environment);
