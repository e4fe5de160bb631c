import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react'

type Look = 'small' | 'large' | 'link'
const classOf = (look: Look | undefined): string => (look ? `button ${look}` : 'button')

/** Looks as Ant Design's, for what is shown before it is loaded. */
export const Button = ({ look, ...rest }: { look?: Look } & ButtonHTMLAttributes<HTMLButtonElement>) => (
  <button type="button" className={classOf(look)} {...rest} />
)

/** The one thing to do on a page, which leads elsewhere. */
export const MainLink = (props: AnchorHTMLAttributes<HTMLAnchorElement>) => (
  <a className="button large main" {...props} />
)
