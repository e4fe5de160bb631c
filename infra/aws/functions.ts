import { ADVANCE_FUNCTION_SECONDS, AWAIT_FUNCTION_SECONDS } from '../../workflows/policies/timeouts.ts'

export interface FunctionSpec {
  readonly entry: string
  readonly description: string
  /** Below its caller's patience, so that the caller always hears how it ended. */
  readonly timeoutSeconds: number
}

/**
 * API Gateway waits this long for a function. Twilio gives up on a webhook after 15 s, so the edge answers before that, and the
 * functions behind it before the edge.
 */
export const EDGE_TIMEOUT_SECONDS = 14

/** Every Lambda function. The key is its logical id in CloudFormation and its name in the workflow's definition. */
export const FUNCTIONS = {
  TwilioFunction: {
    entry: 'functions/hotline/twilio.lambda.ts',
    description: 'Keypad menu of the hotline; opens the repair',
    timeoutSeconds: 10,
  },
  CallsFunction: {
    entry: 'functions/hotline/calls.lambda.ts',
    description: 'Signed webhook of any other hotline; opens the repair',
    timeoutSeconds: 10,
  },
  ReceiptsFunction: {
    entry: 'functions/receipts/receipts.lambda.ts',
    description: 'What providers say afterwards of the messages that they took',
    timeoutSeconds: 10,
  },
  MailEventsFunction: {
    entry: 'functions/receipts/mail-events.lambda.ts',
    description: 'What SES says of mails that came back',
    timeoutSeconds: 10,
  },
  ConnectFunction: {
    entry: 'functions/hotline/connect.lambda.ts',
    description: 'Amazon Connect contact flow; opens the repair',
    // Connect waits 8 s for an answer.
    timeoutSeconds: 7,
  },
  LinksFunction: {
    entry: 'functions/links/links.lambda.ts',
    description: "The engineer's and the customer's pages",
    timeoutSeconds: 10,
  },
  ApiFunction: {
    entry: 'functions/api/api.lambda.ts',
    description: 'API for staff',
    timeoutSeconds: 10,
  },
  LedgerFunction: {
    entry: 'functions/ledger/ledger.lambda.ts',
    description: "API for staff: promise ledger, evidence, contracts' documents, units, knowledge",
    timeoutSeconds: 10,
  },
  DirectoryFunction: {
    entry: 'functions/directory/directory.lambda.ts',
    description: 'API for staff: master data, and the record of who changed them; settings',
    timeoutSeconds: 12,
  },
  SignInFunction: {
    entry: 'functions/sign-in/sign-in.lambda.ts',
    description: 'Staff sign in with their OpenID provider',
    timeoutSeconds: 12,
  },
  AdvanceFunction: {
    entry: 'functions/workflow/advance.lambda.ts',
    description: 'Workflow: decides what is due now, saves it, pages',
    timeoutSeconds: ADVANCE_FUNCTION_SECONDS,
  },
  AwaitFunction: {
    entry: 'functions/workflow/await.lambda.ts',
    description: 'Workflow: arms the wait for the next checkpoint',
    timeoutSeconds: AWAIT_FUNCTION_SECONDS,
  },
  DeliverFunction: {
    entry: 'functions/deliver/deliver.lambda.ts',
    description: 'Follows up what is saved: e-mails, words of service records',
    // A batch of ten mails, 5 s each when the provider is slow.
    timeoutSeconds: 60,
  },
  SweepFunction: {
    entry: 'functions/sweeper/sweep.lambda.ts',
    description: 'Every minute: finds what was left behind and finishes it',
    // Ends before the next sweep begins.
    timeoutSeconds: 50,
  },
} as const satisfies Record<string, FunctionSpec>

export type FunctionId = keyof typeof FUNCTIONS
export const FUNCTION_IDS = Object.keys(FUNCTIONS) as FunctionId[]
