// Replaces the camera by a canvas: a viewer's face, above it what the page shows at that moment:
// the bars of the ad's frame, and where the calibration's dot is, as two shades of grey.
(() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  const context = canvas.getContext("2d", { alpha: false });
  let face = null;
  createImageBitmap(
    new Blob([Uint8Array.from(atob("${face}"), (letter) => letter.charCodeAt(0))], { type: "image/jpeg" }),
  ).then((picture) => {
    face = picture;
  });

  const grey = (share) => {
    const light = share === null ? 0 : 55 + Math.round(200 * share);
    return `rgb(${light},${light},${light})`;
  };

  const drawAd = (ad) =>
    context.drawImage(ad, 0, ad.videoHeight / 3, ad.videoWidth, ad.videoHeight / 3, 0, 0, 640, 60);

  const drawDot = (dot) => {
    context.fillStyle = grey(dot ? parseFloat(dot.style.left) / innerWidth : null);
    context.fillRect(0, 60, 320, 60);
    context.fillStyle = grey(dot ? parseFloat(dot.style.top) / innerHeight : null);
    context.fillRect(320, 60, 320, 60);
  };

  const draw = () => {
    context.fillStyle = "#808080";
    context.fillRect(0, 0, 640, 120);
    if (face) {
      context.drawImage(face, 0, 120);
    }
    const ad = document.getElementById("ad");
    if (ad && !ad.hidden && ad.readyState >= 2) {
      drawAd(ad);
    }
    drawDot([...document.querySelectorAll(".dot")].find((dot) => !dot.hidden && !dot.closest("section").hidden));
  };

  const loop = () => {
    draw();
    requestAnimationFrame(loop);
  };
  requestAnimationFrame(loop);
  // A hidden page has no animation frames.
  setInterval(() => document.hidden && draw(), 100);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(30);
})();
