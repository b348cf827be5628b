// How both Playwright suites start the browser that was found.
import type { LaunchOptions } from '@playwright/test';
import { findChromium } from './chromium.ts';

export async function chromiumLaunchOptions(): Promise<LaunchOptions> {
  const { executablePath, args, env } = await findChromium();
  return {
    executablePath,
    args: [...args],
    ...(env && { env: { ...definedEnvironment(), ...env } }),
  };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
