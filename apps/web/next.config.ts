import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  // Our packages are TypeScript sources; the bundler compiles them with the app.
  transpilePackages: [
    "@deskhand/api",
    "@deskhand/auth",
    "@deskhand/config",
    "@deskhand/db",
    "@deskhand/domain",
    "@deskhand/jobs",
    "@deskhand/log",
    "@deskhand/mail",
    "@deskhand/storage",
    "@deskhand/ui",
  ],
  // Native code, and drivers that load parts of themselves at run time.
  serverExternalPackages: ["@node-rs/argon2", "pg-boss", "pino", "postgres"],
  // Types are checked by a stage of their own, for the whole repository at once.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
};

export default createNextIntlPlugin("./src/i18n/request.ts")(config);
