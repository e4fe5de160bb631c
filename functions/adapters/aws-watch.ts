import type { Deps, WatchDeps } from '../../shared/use-cases/deps.ts'
import { env, tableOf } from './aws-deps.ts'
import { DynamoWatch } from './dynamodb/watch.ts'

/** For the functions that look after what was left behind; the others are spared its code. */
export const withWatch = (deps: Deps): WatchDeps => ({ ...deps, watch: new DynamoWatch(tableOf(env('TABLE_NAME'))) })
