import { PLOTS } from '../../shared/use-cases/subjects.ts'
import { awsDeps } from '../adapters/aws-deps.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { mailEventsHandler } from './mail-events.ts'

export const handler = lazyHandler(async () => mailEventsHandler(awsDeps({ plots: PLOTS })))
