// Turns anything that was thrown into a failure that can be printed: code, what happened, what to do, exit code.
import { PluginsApiError } from '../../client/index.ts';
import { PlugboardError, reasonOf } from '../../domain/index.ts';
import { EXIT } from '../exit-codes.ts';
import { ADVICE, adviceByStatus } from './advice.ts';
import { CliError, type Failure } from './cli-error.ts';
import { OtherApiError, ofOtherApi } from './other-api.ts';

export function explainFailure(thrown: unknown): Failure {
  if (thrown instanceof CliError) return thrown.failure;
  if (thrown instanceof PluginsApiError) return explainApiError(thrown);
  if (thrown instanceof OtherApiError) return ofOtherApi(thrown, explainApiError(thrown.cause));
  if (thrown instanceof PlugboardError) {
    const { code, message, details } = thrown;
    return { code, message, details, advice: 'docs/errors.md explains it.', exit: EXIT.refused };
  }
  return {
    code: 'unexpected',
    message: reasonOf(thrown),
    advice: 'Run it again with PLUGBOARD_DEBUG=1 to see where it came from.',
    exit: EXIT.failed,
  };
}

function explainApiError(error: PluginsApiError): Failure {
  const { kind, message, details } = error;
  if (kind === 'status') return explainStatus(error);
  if (kind === 'unreachable' || kind === 'timeout') {
    const code = `registry-${kind}`;
    const cause = rootCause(error);
    return {
      code,
      message: cause === undefined ? message : `${message} (${cause})`,
      advice: /certificate/i.test(cause ?? '')
        ? 'Where a company signs its own certificates, name its authority in NODE_EXTRA_CA_CERTS.'
        : 'Check the address and the network; `plugboard doctor` looks at both and at the proxy.',
      exit: EXIT.unreachable,
    };
  }
  return {
    code: `registry-${kind}`,
    message,
    details,
    advice: 'Something other than a registry answers at this address; check PLUGBOARD_URL.',
    exit: EXIT.unreachable,
  };
}

function explainStatus({ status = 0, message, details }: PluginsApiError): Failure {
  const reason = details?.['reason'];
  const byStatus = adviceByStatus(status);
  if (typeof reason !== 'string') return { ...byStatus, message };
  const known = Object.hasOwn(ADVICE, reason) ? ADVICE[reason] : undefined;
  return { ...byStatus, ...known, code: reason, message, details };
}

/** `fetch failed` says nothing; what the socket said does. */
function rootCause(error: Error): string | undefined {
  let cause: unknown = error.cause;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  return cause instanceof Error ? reasonOf(cause) : undefined;
}
