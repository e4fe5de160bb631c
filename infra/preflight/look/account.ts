import { NEEDED_TO_RESERVE, RESERVED_IN_ALL } from '../../aws/concurrency.ts'
import type { Asked } from '../asked.ts'
import type { Facts } from '../facts.ts'
import { ask, type Finding, good, stop } from '../finding.ts'

export const ofPlace = ({ region, isBootstrapped }: Facts): readonly Finding[] =>
  isBootstrapped
    ? [good(`区域 ${region}：cdk bootstrap 已做过`, `Region ${region}: cdk bootstrap was run`)]
    : [
        stop(
          `区域 ${region} 还没有做过 cdk bootstrap：先执行 npx cdk bootstrap`,
          `Region ${region}: cdk bootstrap was never run here: run npx cdk bootstrap first`,
        ),
      ]

export function ofParameters(
  { parameters }: Facts,
  { isCognito, installation: { stacks } }: Asked,
): readonly Finding[] {
  const needed = [
    ...['PublicUrl', ...(parameters.Smtp ? [] : ['MailFrom']), ...(isCognito ? [] : ['JwtIssuer', 'JwtAudience'])].map(
      (name) => `${stacks}Service:${name}`,
    ),
    `${stacks}Observability:AlarmEmail`,
  ]
  const unwatched = parameters.HeartbeatUrl
    ? []
    : [
        ask(
          '没有填 HeartbeatUrl：整个区域都不响时，外面没有人知道。请在别家的心跳监测服务上建一个，把地址填上',
          'No HeartbeatUrl: when all of it falls silent, nobody outside knows. Make one at a monitor that is not on AWS, and enter its address',
        ),
      ]
  const absent = needed
    .filter((name) => !parameters[name.split(':')[1] ?? ''])
    .map((name) => stop(`没有填 --parameters ${name}=…`, `--parameters ${name}=… is missing`))
  return [...absent, ...unwatched]
}

export function ofLambda(
  { concurrency, unreserved }: { readonly concurrency: number; readonly unreserved: number },
  { ReserveConcurrency }: Facts['parameters'],
): readonly Finding[] {
  if (ReserveConcurrency === 'yes' || unreserved >= NEEDED_TO_RESERVE)
    return [
      good(
        `Lambda 并发 ${concurrency}：给热线和时钟留 ${RESERVED_IN_ALL}，别处再忙也占不到`,
        `Lambda runs ${concurrency} at once: ${RESERVED_IN_ALL} are kept for the hotline and the clock, whatever else is busy`,
      ),
    ]
  return [
    ask(
      `Lambda 并发只有 ${concurrency}（可预留的 ${unreserved}），新账号往往只有 10：还不能给热线和时钟留位，链接被刷时热线也会受影响。请申请：Service Quotas → AWS Lambda → Concurrent executions → 1000`,
      `Lambda runs ${concurrency} at once here (${unreserved} not reserved), new accounts often 10: nothing can be kept for the hotline and the clock, so a flood on links is felt there. Ask: Service Quotas → AWS Lambda → Concurrent executions → 1000`,
    ),
  ]
}

/** Fifty calls a second, each three transitions. */
const TRANSITIONS_PER_SECOND = 150

export function ofWorkflow({ perSecond }: { readonly perSecond: number | undefined }): readonly Finding[] {
  if (perSecond === undefined)
    return [
      ask(
        'Step Functions：没有列出状态转换的配额，请在 Service Quotas 里核对',
        'Step Functions: its quota of state transitions is not listed; look at it in Service Quotas',
      ),
    ]
  return perSecond >= TRANSITIONS_PER_SECOND
    ? [good(`Step Functions：每秒 ${perSecond} 次状态转换`, `Step Functions: ${perSecond} state transitions a second`)]
    : [
        ask(
          `Step Functions 每秒只有 ${perSecond} 次状态转换：同时到期的多了就会晚。请申请：Service Quotas → AWS Step Functions → StateTransition throttle token refill rate → ${TRANSITIONS_PER_SECOND} 以上`,
          `Step Functions: only ${perSecond} state transitions a second: deadlines that come together act late. Ask: Service Quotas → AWS Step Functions → StateTransition throttle token refill rate → ${TRANSITIONS_PER_SECOND} or more`,
        ),
      ]
}
