import { type Command } from 'commander';
import type { Declare } from '../command-spec.ts';
export declare function declareServing(program: Command, declare: Declare): void;
