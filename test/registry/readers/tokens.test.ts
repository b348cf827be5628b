// Checks of Flex users' tokens: by a shared secret, by Twilio, and from memory.
import { createHmac } from 'node:crypto';
import { rememberVerdicts } from '../../../src/registry/readers/remember-verdicts.ts';
import { checkBySharedSecret } from '../../../src/registry/readers/shared-secret-tokens.ts';
import type { TokenVerdict } from '../../../src/registry/readers/token-check.ts';
import { checkByTwilio } from '../../../src/registry/readers/twilio-tokens.ts';
import { SECRET, signToken } from './sign-token.ts';

const NOW = Date.parse('2030-01-01T00:00:00Z');
const now = () => new Date(NOW);
const exp = NOW / 1000 + 60;

describe('a token with a shared secret', () => {
  const check = checkBySharedSecret(SECRET, now);

  test('is valid with its claims', async () => {
    const token = signToken({ exp, sub: 'ada', roles: ['agent', 1], account_sid: 'AC1' });
    expect(await check(token)).toEqual({
      state: 'valid',
      accountSid: 'AC1',
      identity: 'ada',
      roles: ['agent'],
      expiresAt: exp * 1000,
    });
  });

  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  const [header, payload, signature] = signToken({ exp }).split('.');
  const rs = Buffer.from('{"alg":"RS256"}').toString('base64url');
  const signed = (text: string) =>
    `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`;
  test.each([
    ['expired', signToken({ exp: NOW / 1000 })],
    ['without an end', signToken({ sub: 'ada' })],
    ['not valid yet', signToken({ exp, nbf: exp })],
    ['signed with another secret', signToken({ exp }, 'x'.repeat(32))],
    ['unsigned', `${none}.${payload}.`],
    ['of another algorithm', signed(`${rs}.${payload}`)],
    ['with a changed payload', `${header}.${payload}x.${signature}`],
    ['cut', `${header}.${payload}`],
    ['with a part too many', `${header}.${payload}.${signature}.x`],
    ['empty', ''],
    ['no token', '🦊.🦊.🦊'],
    ['endless', 'a'.repeat(10_000)],
  ])('that is %s is invalid', async (_what, token) => {
    expect(await check(token)).toEqual({ state: 'invalid' });
  });
});

describe('a token of Twilio', () => {
  const settings = { kind: 'twilio', accountSid: 'AC1', authToken: 'secret' } as const;
  const answering = (answer: () => Promise<object>) => checkByTwilio(settings, answer, 50);

  test('is valid when Twilio says so', async () => {
    const check = answering(async () => ({
      valid: true,
      expiration: '2030-01-01T01:00:00Z',
      identity: 'ada',
      roles: ['agent'],
    }));
    expect(await check('token')).toMatchObject({
      state: 'valid',
      accountSid: 'AC1',
      expiresAt: Date.parse('2030-01-01T01:00:00Z'),
    });
  });

  test.each([
    ['a refusal', () => Promise.reject('Token is invalid'), 'invalid'],
    ['an invalid token', () => Promise.reject('Invalid token'), 'invalid'],
    ['an expired token', () => Promise.reject('Token expired'), 'invalid'],
    ['a revoked token', () => Promise.reject('Token is revoked'), 'invalid'],
    ['too many requests', () => Promise.reject('Too Many Requests'), 'unknown'],
    ['a fault at Twilio', () => Promise.reject('Internal server error'), 'unknown'],
    ['a Twilio that is down', () => Promise.reject('Service is unavailable'), 'unknown'],
    ['refused credentials of ours', () => Promise.reject('Authenticate'), 'unknown'],
    ['a refused auth token of ours', () => Promise.reject('Invalid auth token'), 'unknown'],
    ['words that nobody knows', () => Promise.reject('Something else'), 'unknown'],
    ['a network that is down', () => Promise.reject('connect ECONNREFUSED 1.2.3.4:443'), 'unknown'],
    ['an answer that is no JSON', () => Promise.reject('Unexpected token < in JSON'), 'unknown'],
    ['a refusal without words', () => Promise.reject(undefined), 'unknown'],
    ['no answer', () => new Promise<object>(() => undefined), 'unknown'],
    ['a valid answer without an end', () => Promise.resolve({ valid: true }), 'invalid'],
  ])('%s', async (_what, answer, state) => {
    expect((await answering(answer)('token')).state).toBe(state);
  });

  test('is not sent when it is no header value', async () => {
    const asked = jest.fn(async () => ({ valid: true }));
    expect(await answering(asked)('tok\u00e9n')).toEqual({ state: 'invalid' });
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('the memory of verdicts', () => {
  let time = NOW;
  let asked = 0;
  let verdict: TokenVerdict;
  const valid = (): TokenVerdict => ({
    state: 'valid',
    accountSid: 'AC1',
    identity: '',
    roles: [],
    expiresAt: NOW + 100_000,
  });
  const memory = (trustMs = 0, bounds = {}) => {
    const { check } = rememberVerdicts(
      async () => {
        asked += 1;
        return verdict;
      },
      { now: () => new Date(time), trustMs, validMs: 10_000, invalidMs: 1_000, ...bounds },
    );
    return {
      strict: (token: string) => check({ token, address: '192.0.2.1', how: 'strict' }),
      lenient: (token: string) => check({ token, address: '192.0.2.1', how: 'lenient' }),
    };
  };
  beforeEach(() => {
    [time, asked, verdict] = [NOW, 0, valid()];
  });

  test('asks once for many requests at the same time, and not again for a while', async () => {
    const { strict } = memory();
    await Promise.all(Array.from({ length: 10 }, () => strict('a')));
    time += 9_999;
    await strict('a');
    expect(asked).toBe(1);
    time += 1;
    await strict('a');
    expect(asked).toBe(2);
  });

  test('ends with the token', async () => {
    const { strict } = memory();
    verdict = { ...valid(), expiresAt: NOW + 5 } as TokenVerdict;
    await strict('a');
    time += 5;
    verdict = { state: 'invalid' };
    expect(await strict('a')).toEqual({ state: 'invalid' });
  });

  test('uses an old verdict only where that is allowed and the token was valid', async () => {
    const { strict, lenient } = memory(60_000);
    await strict('a');
    time += 20_000;
    verdict = { state: 'unknown', error: 'down' };
    expect((await strict('a')).state).toBe('unknown');
    expect((await lenient('a')).state).toBe('valid');
    expect((await lenient('b')).state).toBe('unknown');
    time += 60_000;
    expect((await lenient('a')).state).toBe('unknown');
  });

  test('forgets the oldest when there are too many', async () => {
    const { strict } = memory(0, { maxEntries: 2 });
    for (const token of ['a', 'b', 'c', 'b', 'a']) await strict(token);
    expect(asked).toBe(4);
  });

  test('guesses do not push out what is known of a valid token', async () => {
    const { strict } = memory(0, { maxEntries: 2 });
    await strict('a');
    verdict = { state: 'invalid' };
    for (const guess of ['b', 'c', 'd']) await strict(guess);
    expect((await strict('a')).state).toBe('valid');
  });
});

describe('more tokens than can be asked about at the same time', () => {
  const asked: string[] = [];
  let answers: Map<string, (verdict: TokenVerdict) => void>;
  const valid = (): TokenVerdict => ({
    state: 'valid',
    accountSid: 'AC1',
    identity: '',
    roles: [],
    expiresAt: NOW + 100_000,
  });
  const memory = (more: object = {}) => {
    const { check } = rememberVerdicts(
      (token) => {
        asked.push(token);
        return new Promise((answer) => answers.set(token, answer));
      },
      {
        now: () => new Date(NOW),
        trustMs: 0,
        turns: { maxRunning: 2, maxWaiting: 3, waitMs: 20_000, ...more },
      },
    );
    return (token: string, address = 'hog') => check({ token, address, how: 'strict' });
  };
  /** In turn, as each is asked about. */
  const answerAll = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      while (asked.length <= index) await new Promise(setImmediate);
      answers.get(asked[index] ?? '')?.(valid());
    }
  };
  beforeEach(() => {
    asked.length = 0;
    answers = new Map();
  });

  test('are asked about by turns of the addresses, so that nobody waits behind the crowd of another', async () => {
    const check = memory();
    const all = ['h1', 'h2', 'h3', 'h4', 'h5'].map((token) => check(token));
    all.push(check('honest-1', 'honest'), check('honest-2', 'other'));
    await answerAll(7);
    expect((await Promise.all(all)).map(({ state }) => state)).toEqual(Array(7).fill('valid'));
    expect(asked).toEqual(['h1', 'h2', 'h3', 'honest-1', 'honest-2', 'h4', 'h5']);
  });

  test('are refused where too many of one address wait already, and of no other', async () => {
    const check = memory();
    const all = ['h1', 'h2', 'h3', 'h4', 'h5'].map((token) => check(token));
    expect((await check('h6')).state).toBe('unknown');
    const honest = check('honest', 'honest');
    await answerAll(6);
    expect((await honest).state).toBe('valid');
    await Promise.all(all);
  });

  test('are refused when their turn does not come in time, and then have a turn no more', async () => {
    const check = memory({ waitMs: 1 });
    const all = ['h1', 'h2'].map((token) => check(token));
    expect((await check('late')).state).toBe('unknown');
    await answerAll(2);
    await Promise.all(all);
    expect(asked).toEqual(['h1', 'h2']);
  });

  test('do not keep from an answer who was answered before', async () => {
    const check = memory();
    const known = check('known');
    await answerAll(1);
    await known;
    const all = ['h1', 'h2', 'h3', 'h4', 'h5'].map((token) => check(token));
    expect((await check('h6')).state).toBe('unknown');
    expect((await check('known')).state).toBe('valid');
    await answerAll(6);
    await Promise.all(all);
  });

  test('are one where they are the same', async () => {
    const check = memory();
    const all = Array.from({ length: 20 }, () => check('same'));
    await answerAll(1);
    expect(new Set((await Promise.all(all)).map(({ state }) => state))).toEqual(new Set(['valid']));
    expect(asked).toEqual(['same']);
  });
});
