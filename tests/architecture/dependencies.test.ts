import { describe, expect, test } from "vitest";
import { LAYERS, WEB_ENV_FILE, WEB_SERVER_ONLY } from "./layers.ts";
import { leaves, packageOf, readImports, readPackages } from "./workspace.ts";

const packages = readPackages();

const allowed = (name: string): readonly string[] => LAYERS[name] ?? [];

test("every app and package stands in the table of layers", () => {
  expect(packages.map(({ name }) => name).filter((name) => !(name in LAYERS))).toEqual([]);
});

test("the table of layers has no cycle", () => {
  const visit = (name: string, path: readonly string[]): string[] =>
    path.includes(name)
      ? [[...path, name].join(" -> ")]
      : allowed(name).flatMap((next) => visit(next, [...path, name]));
  expect(Object.keys(LAYERS).flatMap((name) => visit(name, []))).toEqual([]);
});

describe.each(packages)("$name", ({ name, directory, dependencies, devDependencies }) => {
  const imports = readImports(directory);

  test("declares only packages of the layers below it, and @deskhand/testing for its tests", () => {
    expect(dependencies.filter((other) => !allowed(name).includes(other))).toEqual([]);
    expect(devDependencies.filter((other) => other !== "testing" && !allowed(name).includes(other))).toEqual([]);
  });

  test("imports only what it may and declares", () => {
    const wrong = imports.filter(({ specifier, isTest }) => {
      const other = packageOf(specifier);
      if (other === null || (isTest && other === "testing")) return false;
      const declared = isTest ? [...dependencies, ...devDependencies] : dependencies;
      return !allowed(name).includes(other) || !declared.includes(other);
    });
    expect(wrong).toEqual([]);
  });

  test("reaches no folder of test code from the product's code", () => {
    expect(imports.filter(({ isTest, specifier }) => !isTest && /\/testing(\/|$)/.test(specifier))).toEqual([]);
  });

  test("never leaves its own directory by a relative path", () => {
    expect(imports.filter((one) => leaves(directory, one))).toEqual([]);
  });
});

test("the web app touches the server's packages under src/server alone", () => {
  const web = packages.find(({ name }) => name === "web");
  const wrong = readImports(web?.directory ?? "").filter(({ file, specifier }) => {
    const other = packageOf(specifier);
    if (other === null || !WEB_SERVER_ONLY.includes(other) || file.startsWith("src/server/")) return false;
    return !(file === WEB_ENV_FILE && other === "config");
  });
  expect(wrong).toEqual([]);
});
