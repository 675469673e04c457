package io.adgaze.jobs.mutations;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes a container in one to three places: sizes, numbers, and what comes where. */
final class ContainerMutation {

    private static final int MOST_CHANGES = 3;
    private static final int MOST_COPIES = 64;

    /** Longer elements are mostly coded pictures; short ones hold numbers. */
    private static final int NUMBER_BYTES = 8;

    private final RandomGenerator random;

    ContainerMutation(RandomGenerator random) {
        this.random = random;
    }

    byte[] of(byte[] file) {
        byte[] mutated = file.clone();
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes && mutated.length > 0; i++) {
            mutated = change(mutated);
        }
        return mutated;
    }

    private byte[] change(byte[] file) {
        List<Piece> pieces = Container.of(file).pieces(file);
        if (pieces.isEmpty()) {
            return noise(file);
        }
        Piece piece = pieces.get(random.nextInt(pieces.size()));
        return switch (random.nextInt(9)) {
            case 0, 1 -> resized(file, piece);
            case 2, 3, 4 -> renumbered(file, piece);
            case 5 -> copied(file, piece);
            case 6 -> replaced(file, piece, new byte[0]);
            case 7 -> swapped(file, piece, pieces.get(random.nextInt(pieces.size())));
            default -> noise(file);
        };
    }

    private byte[] resized(byte[] file, Piece piece) {
        byte[] mutated = file.clone();
        extreme(mutated, piece.sizeAt(), piece.sizeLength());
        return mutated;
    }

    private byte[] renumbered(byte[] file, Piece piece) {
        if (piece.bodyLength() <= 0) {
            return resized(file, piece);
        }
        byte[] mutated = file.clone();
        int length = Math.min(1 + random.nextInt(NUMBER_BYTES), piece.bodyLength());
        extreme(mutated, piece.bodyAt() + random.nextInt(piece.bodyLength() - length + 1), length);
        return mutated;
    }

    /** Writes a number that software tends to be wrong about. */
    private void extreme(byte[] file, int at, int length) {
        switch (random.nextInt(6)) {
            case 0 -> Arrays.fill(file, at, at + length, (byte) 0);
            case 1 -> Arrays.fill(file, at, at + length, (byte) 0xFF);
            case 2 -> {
                Arrays.fill(file, at, at + length, (byte) 0xFF);
                file[at] = 0x7F;
            }
            case 3 -> file[at + length - 1]++;
            case 4 -> file[at + length - 1]--;
            default -> {
                for (int i = at; i < at + length; i++) {
                    file[i] = (byte) random.nextInt();
                }
            }
        }
    }

    private byte[] copied(byte[] file, Piece piece) {
        ByteArrayOutputStream copies = new ByteArrayOutputStream();
        int n = 2 + random.nextInt(MOST_COPIES);
        for (int i = 0; i < n; i++) {
            copies.write(file, piece.start(), piece.length());
        }
        return replaced(file, piece, copies.toByteArray());
    }

    private static byte[] swapped(byte[] file, Piece piece, Piece other) {
        byte[] content = Arrays.copyOfRange(file, other.start(), other.end());
        return replaced(file, piece, content);
    }

    private static byte[] replaced(byte[] file, Piece piece, byte[] with) {
        ByteArrayOutputStream mutated = new ByteArrayOutputStream();
        mutated.write(file, 0, piece.start());
        mutated.writeBytes(with);
        mutated.write(file, piece.end(), file.length - piece.end());
        return mutated.toByteArray();
    }

    /** What happens on the way: cut off, a hole, bits turned. */
    private byte[] noise(byte[] file) {
        int at = random.nextInt(file.length);
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(file, at);
            case 1 -> {
                int end = at + random.nextInt(file.length - at);
                yield replaced(file, new Piece(at, at, 0, at, end), new byte[0]);
            }
            default -> {
                byte[] mutated = file.clone();
                for (int i = 0; i < 16; i++) {
                    mutated[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield mutated;
            }
        };
    }
}
