// Notes the SystemJS that the page brought with it, before ours takes the global's place. Import this first.

export const pageSystem: unknown = (globalThis as { System?: unknown }).System;
