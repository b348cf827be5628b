// Says what an override does, to the person who has to agree to it.
import { type DevOverride, localBundleUrl } from '../../domain/index.ts';

export type OverrideWords = {
  readonly title: string;
  /** Where the code comes from, where it is not the release. */
  readonly address?: string;
  readonly consequence: string;
};

export function describeOverride(override: DevOverride): OverrideWords {
  const { kind, plugin } = override;
  switch (kind) {
    case 'local':
      return {
        title: `${plugin}, from this computer`,
        address: localBundleUrl(plugin, override.port),
        consequence: `Whatever program answers at this address runs in your desktop instead of ${plugin}. It can see your customers, take part in your calls and act in your name.`,
      };
    case 'version':
      return {
        title: `${plugin}, version ${override.version}`,
        consequence: `This published version runs instead of the released one, in this tab only.`,
      };
    case 'without':
      return {
        title: `No ${plugin}`,
        consequence: `What ${plugin} adds to the desktop is missing in this tab, and plugins that need it do not start.`,
      };
  }
}
