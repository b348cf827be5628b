import { type Command } from 'commander';
import type { Declare } from '../command-spec.ts';
export declare function declareReleasing(program: Command, declare: Declare): void;
