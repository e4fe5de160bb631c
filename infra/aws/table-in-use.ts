import { Aws, CfnCondition, CfnOutput, Fn, type Stack, Token } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { DataStack } from './data-stack.ts'
import { parameter } from './parameters.ts'

/** The table that the functions work on. */
export interface TableInUse {
  readonly tableName: string
  readonly tableArn: string
  readonly streamArn: string
  readonly encryptionKey: IKey
}

/**
 * The data stack's table, or one that was restored from it. A restored table is another one: its stream's ARN says both what the
 * table is called and where its stream is.
 */
export function tableInUse(stack: Stack, { table }: DataStack): TableInUse {
  const { tableStreamArn, encryptionKey } = table
  if (tableStreamArn === undefined || encryptionKey === undefined) throw new Error('the table has no encrypted stream')
  const restored = parameter(stack, 'RestoredTableStreamArn', {
    description: "Stream of a table restored from the archive, to be used in the archive's place; empty: none",
    default: '',
    allowedPattern: '^$|^arn:[^:]+:dynamodb:[^:]+:[0-9]+:table/[^/]+/stream/.+$',
    constraintDescription: 'LatestStreamArn of a restored table, whose stream is switched on.',
  })
  const given = new CfnCondition(stack, 'HasRestoredTable', {
    expression: Fn.conditionNot(Fn.conditionEquals(restored, '')),
  })
  const either = (there: string, here: string) => Token.asString(Fn.conditionIf(given.logicalId, there, here))
  // With one slash more there is a second part even where nothing is given.
  const name = Fn.select(1, Fn.split('/', `${restored}/`))
  const tableName = either(name, table.tableName)
  new CfnOutput(stack, 'TableInUse', { value: tableName, description: 'The table that the functions work on' })
  return {
    tableName,
    tableArn: either(`arn:${Aws.PARTITION}:dynamodb:${Aws.REGION}:${Aws.ACCOUNT_ID}:table/${name}`, table.tableArn),
    streamArn: either(restored, tableStreamArn),
    encryptionKey,
  }
}
