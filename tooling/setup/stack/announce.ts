import type { StackEnv } from "./env.ts";

/**
 * What is printed when everything is up: where to look and how to sign in.
 *
 * @param env addresses and ports
 * @param options whether the demo organisation is there, and the times of the start
 */
export const announcement = (env: StackEnv, options: { isEmbedded: boolean; times: string }): string => {
  const root = new URL(env.rootUrl);
  const demo = new URL(env.rootUrl);
  demo.hostname = `acme.${root.hostname}`;
  const rows: [string, string][] = options.isEmbedded
    ? [
        ["Staff console", new URL("/desk", demo).href],
        ["Portal", new URL("/", demo).href],
        ["Mail it sent", new URL("/outbox", root).href],
        ["Mail to it", `SMTP on 127.0.0.1:${env.ports.SMTP_PORT}, for example to support@acme.example`],
        ["Sign in as", "admin@acme.example, agent@acme.example or customer@client.example"],
        ["Password", "deskhand-demo"],
        ["Data", env.home],
      ]
    : [
        ["Address", root.href],
        ["Mail to it", `SMTP on 127.0.0.1:${env.ports.SMTP_PORT}`],
      ];
  return [
    "",
    "Deskhand is ready",
    "",
    ...rows.map(([name, value]) => `  ${name.padEnd(14)} ${value}`),
    "",
    `  ${options.times}`,
    "  Ctrl-C stops it.",
    "",
  ].join("\n");
};
