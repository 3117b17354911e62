<?php
// Draws pages with TCPDF from a file of JSON: text, running text, lines, boxes, pictures and pieces of HTML.
// Usage: php services_tcpdf.php drawing.json out.pdf

require_once '/usr/share/php/tcpdf/tcpdf.php';

class Sheets extends TCPDF
{
    // TCPDF signs the last page with invisible words; a scan has none.
    public function sign(bool $wanted): void
    {
        $this->tcpdflink = $wanted;
    }
}

function ink(string $hex): array
{
    return array_map('hexdec', str_split(ltrim($hex, '#'), 2));
}

function set_font(TCPDF $pdf, string $name, float $size): void
{
    $bold = str_ends_with($name, '-bold');
    $pdf->SetFont($bold ? substr($name, 0, -5) : $name, $bold ? 'B' : '', $size);
}

// Each word by itself and invisible, as programs that read scans place them.
function draw_words(TCPDF $pdf, array $call): void
{
    $x = $call['x'];
    foreach (explode(' ', $call['text']) as $word) {
        $pdf->Text($x, $call['y'], $word, false, false, false, 0, 0, '', false, '', 0, false, 'L');
        $x += $pdf->GetStringWidth($word . ' ');
    }
}

function draw_text(TCPDF $pdf, array $call): void
{
    set_font($pdf, $call['font'], $call['size']);
    $pdf->SetTextColorArray(ink($call['ink']));
    $width = $pdf->GetStringWidth($call['text']);
    $call['x'] -= ['left' => 0, 'right' => $width, 'center' => $width / 2][$call['align']];
    if (!empty($call['hidden'])) {
        draw_words($pdf, $call);
        return;
    }
    $pdf->Text($call['x'], $call['y'], $call['text'], false, false, true, 0, 0, '', false, '', 0, false, 'L');
}

function draw(TCPDF $pdf, array $call): void
{
    switch ($call['do']) {
        case 'text':
            draw_text($pdf, $call);
            break;
        case 'wrapped':
            set_font($pdf, $call['font'], $call['size']);
            $pdf->SetTextColorArray(ink($call['ink']));
            $pdf->setCellHeightRatio($call['step'] / $call['size']);
            $pdf->MultiCell($call['width'], 0, $call['text'], 0, 'L', false, 1, $call['x'], $call['y']);
            $pdf->setCellHeightRatio(1.25);
            break;
        case 'line':
            $style = ['width' => $call['width'], 'color' => ink($call['ink'])];
            $pdf->Line($call['x0'], $call['y0'], $call['x1'], $call['y1'], $style);
            break;
        case 'box':
            $place = [$call['x'], $call['y'], $call['width'], $call['height']];
            if ($call['fill']) {
                $pdf->Rect(...[...$place, 'F', [], ink($call['fill'])]);
            } else {
                $pdf->Rect(...[...$place, 'D', ['all' => ['width' => 0.5, 'color' => ink($call['ink'])]]]);
            }
            break;
        case 'html':
            set_font($pdf, $call['font'], $call['size']);
            $pdf->SetTextColor(0);
            $pdf->writeHTMLCell($call['width'], 0, $call['x'], $call['y'], $call['html'], 0, 1);
            break;
        case 'picture':
            $pdf->StartTransform();
            $pdf->Rotate($call['tilt'], 297, 421);
            $pdf->Image($call['file'], 0, 0, $call['width'], $call['height']);
            $pdf->StopTransform();
            break;
    }
}

$source = json_decode(file_get_contents($argv[1]), true, 512, JSON_THROW_ON_ERROR);
$pdf = new Sheets('P', 'pt', 'A4', true, 'UTF-8');
$pdf->sign($source['signed'] ?? true);
$pdf->setPrintHeader(false);
$pdf->setPrintFooter(false);
$pdf->SetMargins(0, 0, 0, true);
$pdf->SetAutoPageBreak(false);
$pdf->setCellPaddings(0, 0, 0, 0);
$pdf->setFontSubsetting(true);
foreach ($source['pages'] as $page) {
    $pdf->AddPage($page['width'] > $page['height'] ? 'L' : 'P', [$page['width'], $page['height']]);
    foreach ($page['calls'] as $call) {
        draw($pdf, $call);
    }
}
$pdf->Output($argv[2], 'F');
