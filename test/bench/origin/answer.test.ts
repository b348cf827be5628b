// What an origin answers: compressed once, known by its tag, kept as long as its file says.
import { brotliDecompressSync } from 'node:zlib';
import { chooseAnswer } from '../../../bench/origin/answer.ts';
import { prepareFile } from '../../../bench/origin/prepared-file.ts';

async function filesOf(cache: 'immutable' | 'revalidate') {
  const file = await prepareFile({ body: 'let it = 1;', type: 'text/javascript', cache });
  return new Map([['/a.js', file]]);
}

test('a file comes compressed, with CORS and timing for every page', async () => {
  const files = await filesOf('immutable');
  const { status, headers, bytes } = chooseAnswer({ path: '/a.js', ifNoneMatch: undefined }, files);
  expect(status).toBe(200);
  expect(brotliDecompressSync(bytes ?? Buffer.alloc(0)).toString()).toBe('let it = 1;');
  expect(headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
    'access-control-allow-origin': '*',
    'timing-allow-origin': '*',
  });
});

test('whoever has a file already is told so and gets no bytes', async () => {
  const files = await filesOf('revalidate');
  const first = chooseAnswer({ path: '/a.js', ifNoneMatch: undefined }, files);
  expect(first.headers['cache-control']).toBe('no-cache');
  const second = chooseAnswer({ path: '/a.js', ifNoneMatch: first.headers['etag'] }, files);
  expect(second.status).toBe(304);
  expect(second.bytes).toBeUndefined();
  expect(second.headers['content-length']).toBeUndefined();
});

test('a query does not hide a file, and what is not there is not found', async () => {
  const files = await filesOf('immutable');
  expect(chooseAnswer({ path: '/a.js?x=1', ifNoneMatch: undefined }, files).status).toBe(200);
  expect(chooseAnswer({ path: '/b.js', ifNoneMatch: undefined }, files).status).toBe(404);
});
