package io.adgaze.models.evaluation;

import io.adgaze.models.GazeCalibration;

/**
 * One session's errors of gaze on stills, in percent of the screen's width.
 *
 * @param person who looked
 * @param session which of the person's sessions
 * @param screenWidthCm the screen's width; null where it is not known
 * @param leftOutN frames that do not count
 * @param calibratedN frames that calibrated
 * @param gaze of {@link GazeCalibration}; null where it is not possible, as below
 * @param irisOnly of a least-squares plane over the iris offset
 * @param constant of always the middle of the calibration points
 * @param heldOut what {@link GazeCalibration#heldOutErrorPx()} expected
 * @param reused of the map of the person's session before
 * @param corners of a calibration on the four corners alone
 */
record SessionScore(
        String person,
        int session,
        Double screenWidthCm,
        int leftOutN,
        int calibratedN,
        GazeError gaze,
        GazeError irisOnly,
        GazeError constant,
        Double heldOut,
        GazeError reused,
        GazeError corners) {}
