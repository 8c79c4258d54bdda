import { expect, test } from "vitest";
import { readAddresses, readMessage } from "./message-form.ts";

test("addresses may be parted by commas, semicolons, spaces and lines", () => {
  expect(readAddresses(" a@x.example, b@x.example;c@x.example\n d@x.example,, ")).toEqual([
    "a@x.example",
    "b@x.example",
    "c@x.example",
    "d@x.example",
  ]);
  expect(readAddresses("  ")).toEqual([]);
});

test("a message keeps its lines, and a missing field is empty", () => {
  const form = new FormData();
  form.set("text", "one\r\ntwo\r\n\r\nthree");
  expect(readMessage(form)).toEqual({ text: "one\ntwo\n\nthree", cc: "", bcc: "", status: "" });
});
