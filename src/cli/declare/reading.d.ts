import { type Command } from 'commander';
import type { Declare } from '../command-spec.ts';
export declare function declareReading(program: Command, declare: Declare): void;
