/** @jest-environment node */
// The test kit in plain Node: no DOM, no page.
import { declareTestsOfEveryEnvironment } from './every-environment.ts';

declareTestsOfEveryEnvironment();
