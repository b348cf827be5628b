// What the running desktop offers to plugins: the versions it runs and the libraries it shares.
import type { BootSettings } from './options.ts';

type HostGlobals = {
  React?: { version?: string };
  ReactDOM?: unknown;
  Redux?: unknown;
  ReactRedux?: unknown;
};

/** Versions of Flex UI and React as they run; the host's own words win. */
export function runningEngines({ flex, engines }: BootSettings): Record<string, string> {
  const react = (globalThis as HostGlobals).React?.version;
  return {
    ...(typeof flex.VERSION === 'string' && { '@twilio/flex-ui': flex.VERSION }),
    ...(typeof react === 'string' && { react }),
    ...engines,
  };
}

/** Flex UI puts these four on window inside Manager.create. Source: flex-plugin-builder's externals. */
export function sharedLibraries({ flex, shared }: BootSettings): Record<string, unknown> {
  const { React, ReactDOM, Redux, ReactRedux } = globalThis as HostGlobals;
  const libraries = {
    '@twilio/flex-ui': flex,
    react: React,
    'react-dom': ReactDOM,
    redux: Redux,
    'react-redux': ReactRedux,
  };
  const present = Object.entries(libraries).filter(([, library]) => library !== undefined);
  return { ...Object.fromEntries(present), ...shared };
}
