// What the two parameters ask for, and what is left of the address once they are taken out of it.
import { takeParameters } from '../../src/loader/overrides/address.ts';

const take = (address: string) => {
  history.replaceState(null, '', address);
  return { ...takeParameters(), left: location.href.slice(location.origin.length) };
};

it.each([
  ['/?plugin-dev=x', { pluginDev: 'x', left: '/' }],
  ['/a?plugins=off#b', { plugins: 'off', left: '/a#b' }],
  ['/?plugin-dev', { pluginDev: '', left: '/' }],
  [
    '/?a=%2F+1&plugin-dev=x&b&plugins=off&c==',
    { pluginDev: 'x', plugins: 'off', left: '/?a=%2F+1&b&c==' },
  ],
])('%s loses the two parameters and keeps the others as they were written', (address, expected) => {
  expect(take(address)).toEqual(expected);
});

it.each([
  ['/?%70lugin-dev=x&plugins=off', { pluginDev: 'x', plugins: 'off', left: '/' }],
  ['/?plugin%2Ddev=x', { pluginDev: 'x', left: '/' }],
  ['/?%70%6C%75%67%69%6E%73=off&a=1', { plugins: 'off', left: '/?a=1' }],
  ['/?plugin-dev=x&plugin-dev=y', { pluginDev: 'x,y', left: '/' }],
  ['/?plugin-dev=x&a=1&plugin%2ddev=y', { pluginDev: 'x,y', left: '/?a=1' }],
  ['/?plugins=-x&%70lugins=off', { plugins: '-x,off', left: '/' }],
])('%s: names that are encoded or repeated are read and taken out alike', (address, expected) => {
  expect(take(address)).toEqual(expected);
});

it.each([
  ['/?plugin-dev=x&', '/'],
  ['/?&&plugins=off&&a&&', '/?a'],
  ['/?plugin-dev=x&=b', '/?=b'],
  ['/?plugin-dev=x&toString=1&constructor&__proto__=2', '/?toString=1&constructor&__proto__=2'],
  ['/?plugin-dev=x&%E0%A4%A=1', '/?%E0%A4%A=1'],
  ['/?plugin-dev=x&?plugins=1', '/??plugins=1'],
  ['/?plugin-dev=x&Plugins=1&plugins%20=2&plugins[]=3', '/?Plugins=1&plugins%20=2&plugins[]=3'],
])('%s leaves %s', (address, left) => {
  expect(take(address).left).toBe(left);
});

it.each(['/', '/a#b', '/?a&&b&', '/?toString=1', '/??plugins=off', '/?plugin%252Ddev=x'])(
  '%s asks for nothing and stays as it is',
  (address) => {
    expect(take(address)).toEqual({ left: address });
  },
);
