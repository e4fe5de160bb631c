// How the console's files are served, on one machine and by CloudFront alike.

/** Scripts, styles and answers of this host alone; nothing inline, no frame, no form to elsewhere. */
export const CONSOLE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

/** The page names the files of its build, so it is asked for each time. */
export const PAGE_CACHE = 'no-cache'
/** A file is named by what is in it: whoever has it need never ask again. So is the script of the pages behind links. */
export const FILE_CACHE = 'public, max-age=31536000, immutable'

/** Of links and of the console alike. */
export const NO_ROBOTS = 'noindex, nofollow'
