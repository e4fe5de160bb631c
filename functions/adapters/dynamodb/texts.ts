import { gunzipSync, gzipSync } from 'node:zlib'
import { type Item, textOf } from './queries.ts'

/** Well below the 400 kB that an item takes; what is shorter stays readable in the console. */
const COMPRESSED_FROM = 100_000

/** JSON as an attribute: text, and compressed where it is long. */
export function jsonAttribute(value: object): string | Uint8Array {
  const text = JSON.stringify(value)
  return text.length < COMPRESSED_FROM ? text : gzipSync(text)
}

/** What was kept by `jsonAttribute`, or as text before there was one. What it holds was written by this adapter, so its shape is trusted. */
export function jsonIn<T>(item: Item, attribute: string): T {
  const kept = item[attribute]
  return JSON.parse(kept instanceof Uint8Array ? gunzipSync(kept).toString() : textOf(item, attribute)) as T
}
