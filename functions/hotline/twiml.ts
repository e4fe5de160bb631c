import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'
import type { Text } from '../../shared/kernel/text.ts'
import type { HttpResult } from '../middleware/event.ts'

interface Speaker {
  say(attributes: { language: 'zh-CN' | 'en-US' }, message: string): unknown
}

const sayBoth = (speaker: Speaker, { zh, en }: Text): void => {
  speaker.say({ language: 'zh-CN' }, zh)
  speaker.say({ language: 'en-US' }, en)
}

/** Asks for one key; an empty answer reaches `action` too. */
export const askKey = (prompts: readonly Text[], action: string): VoiceResponse => {
  const response = new VoiceResponse()
  const gather = response.gather({
    input: ['dtmf'],
    numDigits: 1,
    timeout: 6,
    action,
    method: 'POST',
    actionOnEmptyResult: true,
  })
  for (const prompt of prompts) sayBoth(gather, prompt)
  return response
}

/** Asks what is wrong and has it transcribed. */
export const askSpeech = (
  prompts: readonly Text[],
  action: string,
  language: 'cmn-Hans-CN' | 'en-US',
): VoiceResponse => {
  const response = new VoiceResponse()
  const gather = response.gather({
    input: ['speech'],
    language,
    timeout: 6,
    speechTimeout: 'auto',
    action,
    method: 'POST',
    actionOnEmptyResult: true,
  })
  for (const prompt of prompts) sayBoth(gather, prompt)
  return response
}

/** Records a message. Silence is not sent to `action`, so the call goes on there by itself. */
export const askRecording = (prompt: Text, action: string): VoiceResponse => {
  const response = new VoiceResponse()
  sayBoth(response, prompt)
  response.record({ action, method: 'POST', maxLength: 120, timeout: 5, finishOnKey: '#', playBeep: true })
  response.redirect({ method: 'POST' }, action)
  return response
}

export const sayAndHangUp = (message: Text): VoiceResponse => {
  const response = new VoiceResponse()
  sayBoth(response, message)
  response.hangup()
  return response
}

/** Keeps the caller on the line for a moment and asks us again. */
export const holdAndContinue = (message: Text, action: string): VoiceResponse => {
  const response = new VoiceResponse()
  sayBoth(response, message)
  response.pause({ length: 2 })
  response.redirect({ method: 'POST' }, action)
  return response
}

export const twiml = (response = new VoiceResponse()): HttpResult => ({
  statusCode: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body: response.toString(),
})
