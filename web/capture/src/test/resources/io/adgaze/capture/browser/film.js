// Replaces the camera by a canvas that plays a recording over and over.
() => {
  const film = async () => {
    const bytes = Uint8Array.from(atob("${recording}"), (letter) => letter.charCodeAt(0));
    const video = Object.assign(document.createElement("video"), { muted: true, loop: true });
    video.src = URL.createObjectURL(new Blob([bytes], { type: "video/webm" }));
    await video.play();
    const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
    const context = canvas.getContext("2d", { alpha: false });
    setInterval(() => context.drawImage(video, 0, 0), 1000 / 30);
    return canvas.captureStream(30);
  };
  if (navigator.mediaDevices) {
    navigator.mediaDevices.getUserMedia = film;
  }
}
