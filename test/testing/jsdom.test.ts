/** @jest-environment jsdom */
// The test kit in jsdom as Jest ships it, without fetch, Response and structuredClone.
import { declareTestsOfEveryEnvironment } from './every-environment.ts';

declareTestsOfEveryEnvironment();
