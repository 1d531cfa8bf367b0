// Look through the camera, one frame after the other, as fast as the decoder goes.

const WISHES = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
};

export class Camera {
  #video;
  #reader;
  #onText;
  #stream = null;

  constructor(video, reader, onText) {
    this.#video = video;
    this.#reader = reader;
    this.#onText = onText;
    document.addEventListener("visibilitychange", () => this.#followPage());
  }

  get on() {
    return this.#stream !== null;
  }

  /** Start; return "on", "denied" or "missing". */
  async start() {
    if (this.on) return "on";
    if (!navigator.mediaDevices?.getUserMedia) return "missing";
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia(WISHES);
    } catch (problem) {
      return problem.name === "NotAllowedError" ? "denied" : "missing";
    }
    this.#video.srcObject = this.#stream;
    await this.#video.play();
    stayAwake();
    this.#watch(this.#stream);
    return "on";
  }

  /** Let the camera go. */
  stop() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.#video.srcObject = null;
  }

  /** Read frame after frame until the camera is stopped. */
  async #watch(stream) {
    while (this.#stream === stream) {
      await nextFrame(this.#video);
      if (this.#stream !== stream || this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) continue;
      const text = await this.#reader.read(this.#video);
      if (text && this.#stream === stream) this.#onText(text);
    }
  }

  /** Back from another app, iPhones show a black picture until the camera is started anew. */
  async #followPage() {
    if (!this.on || document.visibilityState !== "visible") return;
    stayAwake();
    const [track] = this.#stream.getVideoTracks();
    if (track.readyState === "live" && !track.muted) return;
    this.stop();
    await this.start();
  }
}

/** Ask that the screen stays on; the browser forgets it whenever the page is hidden. */
function stayAwake() {
  navigator.wakeLock?.request("screen").catch(() => {}); // a low battery may say no
}

function nextFrame(video) {
  return new Promise((resolve) => {
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(resolve);
    else requestAnimationFrame(resolve);
  });
}
