import type { Language, Text } from '../../shared/kernel/text.ts'
import { type Html, html } from '../../web/html.ts'
import type { HttpResult } from '../middleware/event.ts'

// Twilio's own builder brings a whole library of XML, which a caller would wait for at a cold start: five verbs are written here.

/** XML has no room for some characters, however they are written. */
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const spoken = (words: string): string => words.replace(NOT_IN_XML, '')

export const say = ({ zh, en }: Text): Html =>
  html`<Say language="zh-CN">${spoken(zh)}</Say><Say language="en-US">${spoken(en)}</Say>`

/** Asks for one key; an empty answer reaches `action` too. */
export const askKey = (prompts: readonly Text[], action: string): Html =>
  html`<Gather input="dtmf" numDigits="1" timeout="6" action="${action}" method="POST" actionOnEmptyResult="true">${prompts.map(say)}</Gather>`

/** Reads out a page, twice, to one whose language is known, and waits for a key. */
export const askKeyFor = (words: string, language: Language, action: string): Html => {
  const read = sayTo(words, language)
  return html`<Gather input="dtmf" numDigits="1" timeout="8" action="${action}" method="POST" actionOnEmptyResult="true">${read}<Pause length="1"/>${read}</Gather>`
}

/** To one whose language is known. */
export const sayTo = (words: string, language: Language): Html =>
  html`<Say language="${language === 'en' ? 'en-US' : 'zh-CN'}">${spoken(words)}</Say>`

/** Asks what is wrong and has it transcribed. */
export const askSpeech = (prompts: readonly Text[], action: string, language: 'cmn-Hans-CN' | 'en-US'): Html =>
  html`<Gather input="speech" language="${language}" timeout="6" speechTimeout="auto" action="${action}" method="POST" actionOnEmptyResult="true">${prompts.map(say)}</Gather>`

/** Records a message. Silence is not sent to `action`, so the call goes on there by itself. */
export const askRecording = (prompt: Text, action: string): Html =>
  html`${say(prompt)}<Record action="${action}" method="POST" maxLength="120" timeout="5" finishOnKey="#" playBeep="true"/>${goOn(action)}`

/** The same to one whose language is known. */
export const sayToAndHangUp = (words: string, language: Language): Html => html`${sayTo(words, language)}<Hangup/>`

export const sayAndHangUp = (message: Text): Html => html`${say(message)}<Hangup/>`

/** Keeps the caller on the line for a moment and asks us again. */
export const holdAndContinue = (message: Text, action: string): Html =>
  html`${say(message)}<Pause length="2"/>${goOn(action)}`

const goOn = (action: string): Html => html`<Redirect method="POST">${action}</Redirect>`

/** As a call that we place is told it. */
export const twimlText = (verbs: Html): string => html`<Response>${verbs}</Response>`.text

export const twiml = (verbs = html``): HttpResult => ({
  statusCode: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body: html`<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`.text,
})
