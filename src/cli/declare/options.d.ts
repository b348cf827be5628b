import { Option } from 'commander';
export declare const collect: (value: string, before: string[] | undefined) => string[];
/** An option that may be given more than once. */
export declare function repeated(flags: string, description: string): Option;
/** An option that may be given more than once, each time with one of these words. */
export declare function repeatedChoice(flags: string, description: string, choices: readonly string[]): Option;
export declare const changeOptions: () => Option[];
export declare const reasonOption: () => Option;
export declare const idempotencyOption: () => Option;
export declare const yesOption: () => Option;
export declare const limitOption: (description: string) => Option;
export declare function readCount(text: string): number;
export declare function readPort(text: string): number;
