// The controls that the template uses, and no others.
import "media-chrome/media-controller";
import "media-chrome/media-control-bar";
import "media-chrome/media-play-button";
import "media-chrome/media-seek-backward-button";
import "media-chrome/media-seek-forward-button";
import "media-chrome/media-mute-button";
import "media-chrome/media-time-range";
import "media-chrome/media-time-display";
import "media-chrome/media-loading-indicator";
import "media-chrome/media-fullscreen-button";
import "media-chrome/menu/media-chrome-menu-item";
import "media-chrome/menu/media-playback-rate-menu-button";
import "media-chrome/menu/media-playback-rate-menu";
import "media-chrome/menu/media-captions-menu-button";
import "media-chrome/menu/media-captions-menu";
import { En } from "media-chrome/lang/en.js";
import { Es } from "media-chrome/lang/es.js";
import { addTranslation, setLanguage } from "media-chrome/utils/i18n.js";

// The name of a button holds what stands on it ("1.5x"), for those who speak to their computer.
const rate = "Playback rate {playbackRate}";
addTranslation("en", { ...En, [rate]: `${En[rate]}x` });
addTranslation("es", { ...Es, [rate]: `${Es[rate]}x` });
setLanguage(document.documentElement.lang);
