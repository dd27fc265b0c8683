"""Draws the film of the demo school: `python -m acg.demo.clip` writes `clip.mp4` and its poster beside this module.

The result is committed (40 seconds in less than 400 kB), not made when the demo is loaded: loading then needs no encoder, takes no
time, and gives the same bytes on every machine, so that loading again changes nothing. H.264 with AAC is what every browser plays,
the index stands first (faststart), and a keyframe every two seconds makes seeking exact.

The captions beside it, in English and Spanish, say what the cards show.
"""

import math
import subprocess
from collections.abc import Iterator
from pathlib import Path

import imageio_ffmpeg
from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).resolve().parent
FONT = FOLDER.parent.parent / "static" / "dist" / "bricolage-grotesque-latin.woff2"
WIDTH, HEIGHT, FRAMES_PER_SECOND = 640, 360, 12
CARD_SECONDS = 5
CARDS = [
    ("Whose job is it?", "The shared responsibility model"),
    ("The landlord", "keeps the roof tight"),
    ("The tenant", "locks the door"),
    ("Of the cloud", "buildings, power, hypervisor"),
    ("In the cloud", "data, users, permissions"),
    ("A virtual machine", "you patch the system"),
    ("A managed database", "the provider patches the engine"),
    ("Your data", "is yours in every service"),
]
SECONDS = CARD_SECONDS * len(CARDS)

NIGHT, GREEN, MINT, AMBER, PAPER = (11, 30, 27), (11, 95, 86), (79, 209, 189), (255, 178, 36), (245, 246, 244)
SCALE = 2  # drawn larger and shrunk: Pillow draws no soft edges


def frames() -> Iterator[Image.Image]:
    """Yield the film's pictures in order."""
    large, small = _font(44, 700), _font(22, 400)
    for number in range(SECONDS * FRAMES_PER_SECOND):
        second = number / FRAMES_PER_SECOND
        yield _frame(second, large, small)


def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(FONT), size * SCALE)
    font.set_variation_by_axes([weight])
    return font


def _frame(second: float, large: ImageFont.FreeTypeFont, small: ImageFont.FreeTypeFont) -> Image.Image:
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), NIGHT)
    draw = ImageDraw.Draw(image)
    card = int(second // CARD_SECONDS)
    _clouds(draw, second)
    _house(draw, second, card)
    title, line = CARDS[card]
    draw.text((48 * SCALE, 64 * SCALE), title, font=large, fill=PAPER)
    draw.text((50 * SCALE, 122 * SCALE), line, font=small, fill=MINT)
    for step in range(len(CARDS)):
        fill = AMBER if step == card else GREEN
        draw.rounded_rectangle(_box(48 + step * 26, 318, 18, 6), 3 * SCALE, fill=fill)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _box(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    return x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE


def _clouds(draw: ImageDraw.ImageDraw, second: float) -> None:
    """Draw two clouds that drift through the whole film."""
    for start, top, size, speed in ((560, 34, 1.0, 6.0), (120, 214, 0.7, 9.0)):
        left = (start + second * speed) % (WIDTH + 160) - 120
        for x, y, diameter in ((0, 18, 36), (22, 0, 52), (60, 14, 42)):
            draw.ellipse(_box(left + x * size, top + y * size, diameter * size, diameter * size), fill=GREEN)
        draw.rounded_rectangle(_box(left + 8 * size, top + 34 * size, 88 * size, 22 * size), 11 * SCALE * size, fill=GREEN)


def _house(draw: ImageDraw.ImageDraw, second: float, card: int) -> None:
    """Draw the house whose floors are the layers; the one that is spoken of swings in amber."""
    spoken_of = (None, 0, 3, 1, 2, 2, 1, 3)[card]
    for layer in range(4):
        is_spoken_of = layer == spoken_of
        sway = 5 * math.sin(second * math.tau / 2.5) if is_spoken_of else 0
        left, top = 400 + sway, 148 + layer * 44
        if layer == 0:
            roof = [(left - 14, top + 34), (left + 90, top - 10), (left + 194, top + 34)]
            draw.polygon([(x * SCALE, y * SCALE) for x, y in roof], fill=AMBER if is_spoken_of else MINT)
        else:
            draw.rounded_rectangle(_box(left, top, 180, 36), 6 * SCALE, fill=AMBER if is_spoken_of else GREEN)
            for window in range(4):
                draw.rounded_rectangle(_box(left + 18 + window * 40, top + 11, 22, 14), 3 * SCALE, fill=NIGHT)


def write() -> None:
    """Write the film and its poster."""
    chord = ((220, 5), (277.18, 7), (329.63, 9))
    tone = "+".join(f"0.02*sin({hertz}*2*PI*t)*(0.6+0.4*sin(2*PI*t/{period}))" for hertz, period in chord)
    pictures = f"-f rawvideo -pixel_format rgb24 -video_size {WIDTH}x{HEIGHT} -framerate {FRAMES_PER_SECOND} -i -"
    sound = f"-f lavfi -i aevalsrc={tone}:s=44100:d={SECONDS}"
    video = f"-c:v libx264 -preset veryslow -crf 30 -pix_fmt yuv420p -g {2 * FRAMES_PER_SECOND} -threads 1"
    audio = "-c:a aac -b:a 24k -ac 1"
    same_each_time = "-map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact"
    words = f"-y -loglevel error {pictures} {sound} {video} {audio} {same_each_time} -movflags +faststart".split()
    command = [imageio_ffmpeg.get_ffmpeg_exe(), *words, str(FOLDER / "clip.mp4")]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:  # noqa: S603 -- our own words, from the wheel's own encoder
        if encoder.stdin is None:
            raise RuntimeError("the encoder takes no pictures")
        for number, frame in enumerate(frames()):
            if number == 2 * FRAMES_PER_SECOND:
                frame.save(FOLDER / "clip.jpg", quality=80, optimize=True)
            encoder.stdin.write(frame.tobytes())
    if encoder.returncode:
        raise RuntimeError("the encoder failed")


if __name__ == "__main__":
    write()
