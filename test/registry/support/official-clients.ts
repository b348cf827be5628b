// Twilio's own clients, unmodified, pointed at a test registry through their public options.
import {
  ConfigurationsClient,
  ConfiguredPluginsClient,
  FlexPluginsAPIToolkit,
  PluginServiceHTTPClient,
  PluginsClient,
  PluginVersionsClient,
  ReleasesClient,
} from '@twilio/flex-plugins-api-client';
import twilio from 'twilio';
import type { TestAccount } from './test-account.ts';

type Interceptors = NonNullable<
  ConstructorParameters<typeof FlexPluginsAPIToolkit>[2]
>['requestInterceptors'];

export function twilioClient({ url, credentials }: TestAccount, options = {}) {
  const client = twilio(credentials.accountSid, credentials.authToken, options);
  client.flexApi.baseUrl = url;
  return client.flexApi.v1;
}

function redirect({ url }: TestAccount): { requestInterceptors: NonNullable<Interceptors> } {
  return {
    requestInterceptors: [
      async (request) => {
        request.baseURL = `${url}/v1/PluginService`;
        return request;
      },
    ],
  };
}

export function apiClient(account: TestAccount) {
  const { accountSid, authToken } = account.credentials;
  const http = new PluginServiceHTTPClient(accountSid, authToken, redirect(account));
  const plugins = new PluginsClient(http);
  return {
    plugins,
    versions: new PluginVersionsClient(http),
    configurations: new ConfigurationsClient(http),
    configuredPlugins: new ConfiguredPluginsClient(http),
    releases: new ReleasesClient(http),
  };
}

export function toolkit(account: TestAccount): FlexPluginsAPIToolkit {
  const { accountSid, authToken } = account.credentials;
  return new FlexPluginsAPIToolkit(accountSid, authToken, redirect(account));
}
