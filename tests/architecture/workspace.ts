import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SCOPE = "@deskhand/";

const Manifest = z.object({
  name: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

/** A package or app of ours. */
export type WorkspacePackage = {
  /** Without the scope: `domain`. */
  name: string;
  directory: string;
  /** Names of ours in dependencies and devDependencies, without the scope. */
  dependencies: string[];
  devDependencies: string[];
};

/** One import statement. */
export type Import = {
  file: string;
  /** A test, or what a package's tests share in a folder named testing. */
  isTest: boolean;
  specifier: string;
};

/** Every app and package, by its package.json. */
export const readPackages = (): WorkspacePackage[] =>
  globSync("{apps,packages}/*/package.json", { cwd: ROOT }).map((file) => {
    const manifest = Manifest.parse(JSON.parse(readFileSync(path.join(ROOT, file), "utf8")));
    return {
      name: manifest.name.replace(SCOPE, ""),
      directory: path.join(ROOT, path.dirname(file)),
      dependencies: ours(Object.keys(manifest.dependencies)),
      devDependencies: ours(Object.keys(manifest.devDependencies)),
    };
  });

/** Every import in a package's sources, static or dynamic, of types or of values. */
export const readImports = (directory: string): Import[] =>
  globSync("**/*.{ts,tsx,mts,js,mjs}", { cwd: directory, exclude: ["**/node_modules/**", ".next/**"] }).flatMap(
    (file) =>
      specifiers(readFileSync(path.join(directory, file), "utf8")).map((specifier) => ({
        file,
        isTest: isTest(file),
        specifier,
      })),
  );

/** The package of ours that a specifier names, without the scope, or null. */
export const packageOf = (specifier: string): string | null =>
  specifier.startsWith(SCOPE) ? (specifier.slice(SCOPE.length).split("/")[0] ?? null) : null;

/** Whether a relative specifier leads out of a package's directory. */
export const leaves = (directory: string, { file, specifier }: Import): boolean =>
  specifier.startsWith(".") &&
  path.relative(directory, path.resolve(directory, path.dirname(file), specifier)).startsWith("..");

const isTest = (file: string): boolean => /\.test\.tsx?$|(^|\/)testing\//.test(file);

const ours = (names: string[]): string[] => names.flatMap((name) => packageOf(name) ?? []);

const specifiers = (source: string): string[] =>
  [...source.matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*["']([^"'\n]+)["']/g)].flatMap(
    ([, name]) => name ?? [],
  );
