// What can be seen without the network: Node, the file with the logins, proxy and certificate variables.

import { explainFailure } from '../failures/explain-failure.ts';
import { profilePath } from '../profiles/profile-file.ts';
import { readProxyPlace } from '../proxy-address.ts';
import { proxyIn } from '../proxy-fetch.ts';
import { statOf } from '../stat-of.ts';
import type { Terminal } from '../terminal.ts';
import type { Check } from './check.ts';

export async function machineChecks(env: Terminal['env']): Promise<Check[]> {
  return [
    { name: 'node', state: 'ok', message: process.version },
    await checkLoginFile(profilePath(env)),
    proxyCheck(env),
    ...(await certificateChecks(env['NODE_EXTRA_CA_CERTS'])),
  ];
}

async function checkLoginFile(path: string): Promise<Check> {
  const name = 'logins';
  const found = await statOf(path);
  if (!found) return { name, state: 'ok', message: `none are kept (${path})` };
  // Windows has no such modes; a file in the user's own folder is private there.
  if (process.platform === 'win32' || (found.mode & 0o077) === 0) {
    return { name, state: 'ok', message: path };
  }
  return {
    name,
    state: 'warning',
    message: `${path} can be read by others`,
    advice: `chmod 600 ${path}`,
  };
}

function proxyCheck(env: Terminal['env']): Check {
  const name = 'proxy';
  try {
    const set = Object.entries(proxyIn(env)).map(([variable, value = '']) => {
      const shown = variable === 'NO_PROXY' ? value : readProxyPlace(variable, value);
      return `${variable}=${shown}`;
    });
    return { name, state: 'ok', message: set.length === 0 ? 'none is set' : set.join(' ') };
  } catch (error) {
    const { message, advice, exit } = explainFailure(error);
    return { name, state: 'failed', message, advice, exit };
  }
}

/** Node ignores a file that is not there with a warning that is easily missed. */
async function certificateChecks(path: string | undefined): Promise<Check[]> {
  if (!path) return [];
  const name = 'certificates';
  if (await statOf(path)) return [{ name, state: 'ok', message: `NODE_EXTRA_CA_CERTS=${path}` }];
  const message = `NODE_EXTRA_CA_CERTS names ${path}, which is not there`;
  return [{ name, state: 'warning', message, advice: 'Correct the variable or remove it.' }];
}
