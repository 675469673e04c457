"""Runs MediaPipe's TFLite files in MediaPipe's own runtime, which has their custom operators.

The graphs end in MediaPipe's own decoders, so anchors and point indices are compared as well.
"""

import mediapipe as mp
import numpy as np

_INFERENCE = """
input_stream: "image"
output_stream: "result"
node {{
  calculator: "TfLiteCustomOpResolverCalculator"
  output_side_packet: "OP_RESOLVER:op_resolver"
}}
node {{
  calculator: "ImageToTensorCalculator"
  input_stream: "IMAGE:image"
  output_stream: "TENSORS:input"
  node_options: {{ [type.googleapis.com/mediapipe.ImageToTensorCalculatorOptions] {{
    output_tensor_width: {size}
    output_tensor_height: {size}
    output_tensor_float_range {{ min: {low} max: 1 }}
  }} }}
}}
node {{
  calculator: "InferenceCalculator"
  input_side_packet: "OP_RESOLVER:op_resolver"
  input_stream: "TENSORS:input"
  output_stream: "TENSORS:tensors"
  node_options: {{ [type.googleapis.com/mediapipe.InferenceCalculatorOptions] {{
    model_path: "{model_path}"
    delegate {{ tflite {{}} }}
  }} }}
}}
"""

# The anchors and the box layout of MediaPipe's face_detection_short_range graph, without threshold.
_DETECTIONS = """
node {
  calculator: "SsdAnchorsCalculator"
  output_side_packet: "anchors"
  node_options: { [type.googleapis.com/mediapipe.SsdAnchorsCalculatorOptions] {
    num_layers: 4
    min_scale: 0.1484375
    max_scale: 0.75
    input_size_height: 128
    input_size_width: 128
    anchor_offset_x: 0.5
    anchor_offset_y: 0.5
    strides: [8, 16, 16, 16]
    aspect_ratios: 1.0
    fixed_anchor_size: true
  } }
}
node {
  calculator: "TensorsToDetectionsCalculator"
  input_stream: "TENSORS:tensors"
  input_side_packet: "ANCHORS:anchors"
  output_stream: "DETECTIONS:result"
  node_options: { [type.googleapis.com/mediapipe.TensorsToDetectionsCalculatorOptions] {
    num_classes: 1
    num_boxes: 896
    num_coords: 16
    box_coord_offset: 0
    keypoint_coord_offset: 4
    num_keypoints: 6
    num_values_per_keypoint: 2
    sigmoid_score: true
    score_clipping_thresh: 100.0
    reverse_output_order: true
    x_scale: 128.0
    y_scale: 128.0
    h_scale: 128.0
    w_scale: 128.0
    min_score_thresh: 0.0
  } }
}
"""

_LANDMARKS = """
output_stream: "presence"
node {
  calculator: "SplitTensorVectorCalculator"
  input_stream: "tensors"
  output_stream: "landmark_tensors"
  output_stream: "presence_tensor"
  node_options: { [type.googleapis.com/mediapipe.SplitVectorCalculatorOptions] {
    ranges: { begin: 0 end: 6 }
    ranges: { begin: 6 end: 7 }
  } }
}
node {
  calculator: "TensorsToFaceLandmarksWithAttention"
  input_stream: "TENSORS:landmark_tensors"
  output_stream: "LANDMARKS:result"
}
node {
  calculator: "TensorsToFloatsCalculator"
  input_stream: "TENSORS:presence_tensor"
  output_stream: "FLOAT:presence"
  node_options: { [type.googleapis.com/mediapipe.TensorsToFloatsCalculatorOptions] {
    activation: SIGMOID
  } }
}
"""


def detect(model_path: str, images: np.ndarray) -> np.ndarray:
    """N x 896 x 17, as FaceDetector."""
    graph = _INFERENCE.format(size=128, low=-1, model_path=model_path) + _DETECTIONS
    results = _run(graph, images, ["result"])["result"]
    return np.stack([_detection_rows(packet) for packet in results])


def _detection_rows(packet: mp.Packet) -> np.ndarray:
    rows = []
    for detection in mp.packet_getter.get_proto_list(packet):
        box = detection.location_data.relative_bounding_box
        row = [detection.score[0], box.xmin, box.ymin, box.xmin + box.width, box.ymin + box.height]
        for point in detection.location_data.relative_keypoints:
            row += [point.x, point.y]
        rows.append(row)
    return np.array(rows)


def landmarks(model_path: str, images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """N x 478 x 3 and N x 1, as FaceMesh."""
    graph = _INFERENCE.format(size=192, low=0, model_path=model_path) + _LANDMARKS
    packets = _run(graph, images, ["result", "presence"])
    points = [mp.packet_getter.get_proto(packet).landmark for packet in packets["result"]]
    scores = [mp.packet_getter.get_float(packet) for packet in packets["presence"]]
    return (
        np.array([[(point.x, point.y, point.z) for point in face] for face in points]),
        np.array(scores).reshape(-1, 1),
    )


def _run(graph: str, images: np.ndarray, streams: list[str]) -> dict[str, list[mp.Packet]]:
    calculator = mp.CalculatorGraph(graph_config=graph)
    packets: dict[str, list[mp.Packet]] = {stream: [] for stream in streams}
    for stream in streams:
        calculator.observe_output_stream(stream, lambda name, packet: packets[name].append(packet))
    calculator.start_run()
    for timestamp, image in enumerate(images):
        frame = mp.packet_creator.create_image_frame(image_format=mp.ImageFormat.SRGB, data=image)
        calculator.add_packet_to_input_stream("image", frame.at(timestamp))
    calculator.close_all_packet_sources()
    calculator.wait_until_done()
    return packets
