/**
 * AWS list prices in USD, region us-east-1, without free tiers. Source: the public pages on aws.amazon.com under
 * `/step-functions/pricing`, `/dynamodb/pricing/on-demand`, `/lambda/pricing`, `/api-gateway/pricing`, `/ses/pricing`,
 * `/eventbridge/pricing`, `/cloudwatch/pricing` and `/xray/pricing`. Compare with them before quoting a figure.
 */
export const PRICES = {
  /** Standard workflows. */
  stateTransition: 0.025 / 1000,
  /** DynamoDB on demand, standard table class. A function that reads the stream pays nothing for it. */
  writeUnit: 0.625 / 1e6,
  readUnit: 0.125 / 1e6,
  /** ARM. */
  lambdaGbSecond: 0.0000133334,
  lambdaRequest: 0.2 / 1e6,
  httpApiRequest: 1 / 1e6,
  mail: 0.1 / 1000,
  schedulerInvocation: 1 / 1e6,
  /** CloudWatch Logs, taken in. */
  logGb: 0.5,
  trace: 5 / 1e6,
} as const

/** What the price depends on and a run on this machine cannot show; each is meant to be on the dear side. */
export const ASSUMPTIONS = {
  /** As `infra/aws/constructs/house-function.ts` sets it. */
  lambdaGb: 0.5,
  /** 512 MB is 0.29 of a processor (1,769 MB is one), so the time measured here is taken this many times. */
  lambdaSlower: 3.5,
  /** Every invocation begins cold, and the start is billed. */
  coldStartMs: 600,
  /** Per line that a function or the workflow logs. */
  logLineKb: 1,
  /** Lines per invocation: start, end, report, and one of ours or a metric. */
  linesPerInvocation: 5,
} as const
