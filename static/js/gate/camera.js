// Look through the camera, one frame after the other, as fast as the decoder goes.

const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } };
const BACK = { facingMode: { ideal: "environment" } };

export class Camera {
  #video;
  #reader;
  #onText;
  #onStart;
  #wish = BACK;
  #stream = null;

  constructor(video, reader, onText, onStart = () => {}) {
    this.#video = video;
    this.#reader = reader;
    this.#onText = onText;
    this.#onStart = onStart;
    document.addEventListener("visibilitychange", () => this.#followPage());
  }

  get on() {
    return this.#stream !== null;
  }

  /** Return what the picture comes from; nothing while the camera is off. */
  get track() {
    return this.#stream?.getVideoTracks()[0];
  }

  /** Go on with another camera of the phone. */
  async turnTo(deviceId) {
    this.#wish = { deviceId: { exact: deviceId } };
    this.stop();
    await this.start();
  }

  /** Start; return "on", "denied" or "missing". */
  async start() {
    if (this.on) return "on";
    if (!navigator.mediaDevices?.getUserMedia) return "missing";
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...this.#wish, ...SIZE } });
    } catch (problem) {
      return problem.name === "NotAllowedError" ? "denied" : "missing";
    }
    this.#video.srcObject = this.#stream;
    await this.#video.play();
    stayAwake();
    this.#watch(this.#stream);
    this.#onStart();
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
    if (this.track.readyState === "live" && !this.track.muted) return;
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
