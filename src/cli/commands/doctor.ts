// `plugboard doctor`: looks at everything between this machine and the desktop, and says what is wrong with it.
import type { RunCommand } from '../command-spec.ts';
import { bundleChecks } from '../doctor/bundle-checks.ts';
import type { Check } from '../doctor/check.ts';
import { machineChecks } from '../doctor/machine-checks.ts';
import { registryChecks } from '../doctor/registry-checks.ts';
import { EXIT } from '../exit-codes.ts';
import type { Shape } from '../shape.ts';

export type DoctorFlags = { readonly origin: string };

export const DOCTOR_SHAPE: Shape = {
  healthy: 'true or false',
  checks: [{ name: 'text', state: 'text', message: 'text', advice: 'text or null' }],
};

const SIGN = { ok: 'ok  ', warning: 'warn', failed: 'FAIL' } as const;

export const doctor: RunCommand<DoctorFlags> = async (context, { flags }) => {
  const { terminal, paint } = context;
  const checks: Check[] = await machineChecks(terminal.env);
  const registry = await registryChecks(context);
  checks.push(...registry.checks);
  if (registry.api) checks.push(...(await bundleChecks(registry.api, flags.origin)));
  const failed = checks.filter(({ state }) => state === 'failed');
  const colour = { ok: paint.good, warning: paint.warn, failed: paint.bad };
  return {
    json: {
      healthy: failed.length === 0,
      checks: checks.map(({ name, state, message, advice = null }) => ({
        name,
        state,
        message,
        advice,
      })),
    },
    text: () =>
      checks
        .flatMap(({ name, state, message, advice }) => [
          `${colour[state](SIGN[state])}  ${name}: ${message}`,
          ...(advice ? [paint.faint(`      ${advice}`)] : []),
        ])
        .join('\n'),
    exit: failed[0]?.exit ?? EXIT.ok,
  };
};
