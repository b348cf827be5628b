// What docs/cli.md says about all commands together.

export const OPENING = `# The command line

\`plugboard\` deploys plugins, releases them, looks at what is live and goes back, for a person at a terminal and for a pipeline. This page is made from the program itself; \`plugboard help <command>\` says the same.

Those who come from \`twilio flex:plugins:*\` find the same verbs: \`deploy\`, \`create-configuration\`, \`release\`, \`diff\`, \`describe …\`, \`list …\`, \`archive …\`. \`--plugin\` is \`--enable\`, \`--disable-plugin\` is \`--disable\`, \`--configuration-sid\` is \`--configuration\`.

A week in five lines:

\`\`\`sh
plugboard login --url https://plugins.example.com --user AC0123456789abcdef0123456789abcdef
plugboard deploy --changelog "Shows the order number"
plugboard release --enable plugin-orders@latest --dry-run
plugboard release --enable plugin-orders@latest
plugboard rollback --reason "Wrap-up does not end"
\`\`\`

Results go to standard output, everything else to standard error. With \`--json\` the result is one JSON document in the shape that stands below for each command, and a failure is one line of JSON on standard error: \`{"error": {"code", "message", "advice", "exit", "details"}}\`. After a change, the command that undoes it is printed to standard error, or stands in \`undo\`; where there is none, standard error says so.

Nobody is asked anything where nobody can answer: without a terminal, or where \`CI\` is set, what can be taken back goes on, and what cannot needs \`--yes\`.`;

export const CLOSING = `## Credentials and network

\`plugboard login\` keeps address and credentials in \`~/.config/plugboard/credentials.json\` (or below \`XDG_CONFIG_HOME\`, or in the file that \`PLUGBOARD_CONFIG\` names), readable by its owner only. Nothing else is kept on the machine.

| variable | |
|---|---|
| \`PLUGBOARD_URL\` | address of the registry; with credentials it wins over every login |
| \`PLUGBOARD_API_KEY\`, \`PLUGBOARD_API_SECRET\` | credentials: an API key |
| \`PLUGBOARD_ACCOUNT_SID\`, \`PLUGBOARD_AUTH_TOKEN\` | credentials: the account itself |
| \`PLUGBOARD_PROFILE\` | the login to use; \`--profile\` wins over it |
| \`HTTPS_PROXY\`, \`HTTP_PROXY\`, \`NO_PROXY\` | the way through a proxy |
| \`NODE_EXTRA_CA_CERTS\` | certificates of one's own authority, as for every Node program |
| \`NO_COLOR\` | no colours |
| \`PLUGBOARD_DEBUG\` | also print where a failure came from |`;
