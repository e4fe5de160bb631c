/**
 * What Twilio plays when our own answer does not come: the caller is put through to a telephone that is always answered. A file, so
 * that nothing of ours has to run for it.
 */
export const fallbackTwiml = (phone: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<Response><Say language="zh-CN">正在为您接通值班人员，请不要挂断。</Say><Say language="en-US">You are being put through. Please hold the line.</Say><Dial timeout="45">${phone}</Dial><Say language="zh-CN">没有人接听，请稍后再拨。</Say><Say language="en-US">Nobody answers. Please call again.</Say></Response>
`
