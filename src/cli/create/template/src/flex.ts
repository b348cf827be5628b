// The part of Flex UI that this plugin uses. Install @twilio/flex-ui (700 MB) to have all of its types:
// `import type * as Flex from '@twilio/flex-ui'`.
import type { ReactElement } from 'react';

type ContentOptions = { readonly sortOrder?: number; readonly align?: 'start' | 'end' };

/** Each element needs a `key`. */
type DynamicContent = { add(element: ReactElement, options?: ContentOptions): void };

export type Flex = { readonly MainHeader: { readonly Content: DynamicContent } };

export type Manager = { readonly user: { readonly identity: string } };
