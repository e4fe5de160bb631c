import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { parse } from 'yaml'
import { DynamoDirectory } from '../functions/adapters/dynamodb/directory.ts'
import { parseDirectory } from '../shared/contracts/directory.ts'
import { BadRequestError } from '../shared/errors/errors.ts'

// node infra/load-directory.ts directory.yaml --table NAME
// Writes the master data to the DynamoDB table, with the credentials and region of the environment. Replaces what the
// file names and deletes nothing, so it may run again at any time. A file with a problem is not written at all.

const USAGE = 'usage: node infra/load-directory.ts file.yaml --table NAME'

const { file, table } = readArguments()
try {
  const directory = parseDirectory(parse(readFileSync(file, 'utf8')))
  const client = DynamoDBDocumentClient.from(new DynamoDBClient())
  await new DynamoDirectory({ client, name: table }).put(directory)
  const { customers, sites, units } = directory
  console.log(`${file}: ${customers.length} customers, ${sites.length} sites and ${units.length} units are in ${table}`)
} catch (error) {
  if (!(error instanceof BadRequestError)) throw error
  console.error(`${file} was not written:\n${error.problems.map((problem) => `  ${problem}`).join('\n')}`)
  process.exitCode = 1
}

function readArguments(): { file: string; table: string } {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { table: { type: 'string' } } })
  const [file, ...others] = positionals
  if (file !== undefined && others.length === 0 && values.table !== undefined) return { file, table: values.table }
  console.error(USAGE)
  process.exit(2)
}
