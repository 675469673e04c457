/** Something that keeps the viewer from going on, of one of the kinds that the server counts. */
export class Trouble extends Error {
  /**
   * @param {string} kind as the server's API names it, e.g. "camera_refused"
   * @param {string|null} detail what the browser said; nothing personal
   */
  constructor(kind, detail = null) {
    super(detail ?? kind);
    this.kind = kind;
    this.detail = detail;
  }
}
