import { expect, test } from "vitest";
import { initials } from "./avatar.tsx";

test.each([
  ["Ana Ruiz", "AR"],
  ["Ana", "A"],
  ["ben", "B"],
  ["Ana María del Río", "AR"],
  ["customer@client.example", "CE"],
  ["王 小明", "王小"],
  ["", ""],
])("%j is marked %j", (name, mark) => {
  expect(initials(name)).toBe(mark);
});
