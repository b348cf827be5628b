// jsdom with what browsers have and jsdom 26 lacks: structuredClone, fetch and its classes.
import { TestEnvironment } from 'jest-environment-jsdom';

export default class JsdomEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    const missing = {
      structuredClone,
      fetch,
      Request,
      Response,
      Headers,
      TextEncoder,
      TextDecoder,
    };
    for (const [name, value] of Object.entries(missing)) this.global[name] ??= value;
  }
}
