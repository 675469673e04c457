package io.adgaze.connectors.landing;

import io.adgaze.records.withdrawal.InvalidWithdrawalException;
import io.adgaze.records.withdrawal.Withdrawal;
import io.adgaze.records.withdrawal.WithdrawalPath;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectTooLargeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;

/** Reads withdrawals, and names no viewer where that fails. Safe for several threads. */
public final class WithdrawalReader {

    /** The contract's limit on a withdrawal. */
    private static final int MAX_BYTES = 1 << 20;

    private final ObjectStore store;

    /** Reads from {@code store}, which the caller closes. */
    public WithdrawalReader(ObjectStore store) {
        this.store = store;
    }

    /**
     * What a withdrawal says.
     *
     * @throws InvalidWithdrawalException when the withdrawal is at fault
     * @throws NoSuchFileException when it is gone
     * @throws IOException when the store is at fault
     */
    public Withdrawal read(WithdrawalPath path) throws IOException, InvalidWithdrawalException {
        try {
            return Withdrawal.read(store.read(path.uri(), MAX_BYTES), path);
        } catch (ObjectTooLargeException e) {
            throw new InvalidWithdrawalException(path, "it is larger than 1 MiB");
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException | UncheckedIOException e) {
            throw withoutViewer(e);
        } catch (RuntimeException e) {
            // The store tells its own failures as IOException: this is of what landed.
            String fault = "reading it failed (" + e.getClass().getSimpleName() + ")";
            throw new InvalidWithdrawalException(path, fault);
        }
    }

    /** The store names what it could not read, and so do the causes. */
    public static IOException withoutViewer(Exception e) {
        IOException told = new IOException(WithdrawalPath.withoutViewer(e.toString()));
        told.setStackTrace(e.getStackTrace());
        return told;
    }
}
