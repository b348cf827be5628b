// The bytes of one bundle and its source map.

export type Bundle = { readonly code: string; readonly map: string };

export const SOURCE_MAP_COMMENT = '//# sourceMappingURL=bundle.js.map';
