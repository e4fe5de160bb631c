import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openApiDocument } from '../../../shared/wire/openapi.ts'
import { type Document, typesOf } from './api-types.ts'

const FILE = join(import.meta.dirname, '../generated/api.ts')

/** The types of our API as it stands. */
export function writeTypes(): void {
  mkdirSync(dirname(FILE), { recursive: true })
  writeFileSync(FILE, typesOf(openApiDocument() as unknown as Document))
}

if (import.meta.main) writeTypes()
