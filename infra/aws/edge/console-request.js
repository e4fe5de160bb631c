// Runs in CloudFront before the console's page is fetched. Its language is cloudfront-js-2.0, so the plainest JavaScript.

/** The one page of the console, whichever of its rooms the address names: the browser opens it. */
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  const request = event.request
  request.uri = '/console/index.html'
  return request
}
