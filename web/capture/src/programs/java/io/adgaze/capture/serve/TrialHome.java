package io.adgaze.capture.serve;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of all data, which one run at a time has.
 *
 * @param folder the folder
 * @param lock held as long as this process lives
 */
record TrialHome(Path folder, FileChannel lock) {

    /** Makes it where there is none. */
    static TrialHome claim(Path folder) throws CannotServeException {
        try {
            Files.createDirectories(folder);
            FileChannel lock =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new CannotServeException(
                        "Another run has its data in %s: end that one, or choose another folder with -Dadgaze.home=FOLDER"
                                .formatted(folder));
            }
            return new TrialHome(folder, lock);
        } catch (IOException e) {
            throw new CannotServeException(
                    "No data can be kept in %s (%s): choose a folder that you may write to with -Dadgaze.home=FOLDER"
                            .formatted(folder, e));
        }
    }
}
